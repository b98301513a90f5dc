"""Foreign files in: CSV, XLSX and JSON tables, the mapping of their columns, and drafts."""
