"""What the builder's own files in a folder of outputs are called."""

MANIFEST = "manifest.json"
# What was written since, an entry a line; it is there only while a build runs, or after a kill.
JOURNAL = ".manifest.journal"
# What the last build found, told again while nothing has changed.
FOUND = ".found.json"
# What a release holds and what it does not.
REPORT = "release.md"
# The page where staff find a leaflet, and the folder of what belongs to it.
DESK = "index.html"
DESK_FOLDER = "index"
DESK_WORDS = f"{DESK_FOLDER}/words.js"
