"""What happened to whose hold on a place: triggers, places, sides, and what is kept of them."""
