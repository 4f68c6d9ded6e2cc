"""From the author's words to the Jobs API's, one rule a file; ``pipeline.py`` lists them in order."""
