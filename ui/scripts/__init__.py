"""The page of reply scripts: the library, a script and its versions, notes, exchange, figures."""
