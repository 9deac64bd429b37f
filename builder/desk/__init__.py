"""The page where staff find a leaflet: made from what lies in a folder of outputs."""
