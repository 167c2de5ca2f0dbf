"""What every chat platform's adapter does alike: show a reply where its user is, now or later."""
