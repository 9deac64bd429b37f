"""Word files (Office Open XML, ISO/IEC 29500-1), from the zip to pieces of a leaflet."""
