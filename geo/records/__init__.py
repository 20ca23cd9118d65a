"""What travels between the rooms: frozen dataclasses, standard library only. Offsets are code points into `Article.text`."""
