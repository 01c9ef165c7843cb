"""The pure rules of catalog: values in, values out."""
