"""What a person may set for this desk."""
