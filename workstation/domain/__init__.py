"""Values and rules of after-sales service; standard library only."""
