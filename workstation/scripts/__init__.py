"""Reply scripts on a desk: kept, found, spoken, taken in, written out and measured."""
