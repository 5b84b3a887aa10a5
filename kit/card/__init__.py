"""One question on screen: the widget, and what stands behind it."""
