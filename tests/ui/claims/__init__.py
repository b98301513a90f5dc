"""The claims page, on a real desk."""
