"""Where messages go: mail servers, HTTP gateways, the telephone."""
