"""Tables that come from and go to a CRM or a spreadsheet: CSV and Excel, read as people write them."""
