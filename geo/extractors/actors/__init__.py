"""Who is spoken of: names, nationalities, officers, what points back to them."""
