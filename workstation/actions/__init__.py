"""What people do: one small frozen dataclass each."""
