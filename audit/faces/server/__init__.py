"""`cutline serve`: audits over HTTP for CMSs, scripts and a page for editors. Needs the extra `web`."""
