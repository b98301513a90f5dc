"""Evidence pictures: what they are, copies that may leave the house, looks, marks, cameras."""
