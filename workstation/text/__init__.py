"""The text tools: search tokens, pinyin, masks, numbers, addresses, templates."""
