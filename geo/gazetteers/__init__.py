"""Name → candidate places. One file a gazetteer; geopy's Geocoder interface on top."""
