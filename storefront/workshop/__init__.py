"""The maker's phone: one column, one deed a screen. It knows HTTP and words; what is true is decided in the rooms."""
