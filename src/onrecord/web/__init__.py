"""The workbench: a casebook in the browser, served from this machine.

`app.create_app` makes it. `views/` has a module for each kind of page; each makes one dict, its
content, and `pages.page` gives it as a page or, under the same address with `.json`, as JSON.
"""
