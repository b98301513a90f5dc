"""The rule files: read, checked against each other, made into one bundle, altered and compared."""
