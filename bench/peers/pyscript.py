"""The page's Python under PyScript."""

import json

from pyscript import ffi, window

from calculators.browser import answer

window.start(ffi.create_proxy(lambda query: json.dumps(answer("cmp-project", query))))
