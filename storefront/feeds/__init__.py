"""What search engines, feed readers and messengers read of us: site maps, feeds, share cards. No page is made here."""
