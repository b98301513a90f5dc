"""What a desk does with its rules: it follows those in force and tries drafts out."""
