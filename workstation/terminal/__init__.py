"""The same desk without a screen: one module per command."""
