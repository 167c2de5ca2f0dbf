"""The endpoint of response URLs."""

import json

from aiohttp import web

from sandbox.errors import ApiProblem
from sandbox.posting import apply_reply
from sandbox.running_workspace import RunningWorkspace


async def answer_reply(stage: RunningWorkspace, request: web.Request) -> web.Response:
    """Carry out a reply posted to a response URL; 404 for a URL that is used up or expired."""
    try:
        address = stage.replies.use(request.match_info["secret"])
    except ApiProblem as problem:
        return web.Response(status=404, text=problem.code)
    try:
        body = json.loads(await request.text())
        apply_reply(stage, address, body, what="response_url")
    except ApiProblem as problem:
        answer = {
            "ok": False,
            "error": problem.code,
            "response_metadata": {"messages": list(problem.problems)},
        }
        stage.workspace.complain(f"response_url: {problem.code} {'; '.join(problem.problems)}")
        return web.json_response(answer)
    except json.JSONDecodeError:
        return web.Response(status=400, text="invalid_payload")
    return web.Response(text="ok")
