"""Paper: forms as PDF files and their preview."""
