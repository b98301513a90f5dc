"""The rules page: files, editor, versions, trying out, putting in force."""
