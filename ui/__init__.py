"""What people see: windows, pages and widgets on top of one desk."""
