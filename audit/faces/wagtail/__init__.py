"""A Django app that stands between Wagtail's Publish button and the page.

`"cutline.wagtail"` in INSTALLED_APPS and `"cutline.wagtail.middleware.StoppedPublications"` in MIDDLEWARE are all it
takes. Every way of publishing a page goes through `gate`; `judgement` says what was found, and `views` shows it.
"""
