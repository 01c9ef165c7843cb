"""Every face of the house: HTTP, forms, pages, JSON. The only place that knows Flask.

A view finds through the asker, checks the form, does one deed and answers. It refuses to know SQL and rules.
"""
