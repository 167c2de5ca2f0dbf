"""Dispatch of Web API calls: injected faults, token, scopes and rate limits are checked before the method runs."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.api import chat, conversations, files, people, views
from sandbox.api.call import ApiCall, Method
from sandbox.api.rates import MethodRateLimits
from sandbox.errors import ApiProblem
from sandbox.running_workspace import RunningWorkspace

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}


class WebApi:
    """Answers Web API calls as Slack does."""

    def __init__(self, stage: RunningWorkspace) -> None:
        self.stage = stage
        self.gate = MethodRateLimits()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or inject the active fault."""
        name = request.match_info["method"]
        faults = self.stage.faults
        if faults.slow and faults.touches(name):
            await asyncio.sleep(faults.slow)
        if faults.take_server_error(name):
            return web.Response(status=503, text="upstream unavailable")
        arguments, token = await _read_request(request)
        try:
            response = self._run(name, arguments, token)
        except ApiProblem as problem:
            return self._refuse(name, problem)
        if faults.take_dropped_response(name) and isinstance(request.transport, asyncio.WriteTransport):
            request.transport.abort()
        return response

    def _run(self, name: str, arguments: Mapping[str, Any], token: str) -> web.Response:
        method = METHODS.get(name)
        if method is None:
            raise ApiProblem("unknown_method", req_method=name)
        self._check_token(method, token)
        self._check_scopes(method)
        call = ApiCall(self.stage, name, arguments)
        if wait := self._find_wait(name, method, arguments):
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(wait)}
            )
        complaints = len(self.stage.workspace.complaints)
        answer = {"ok": True, **method.run(call)}
        if len(self.stage.workspace.complaints) > complaints:
            answer["warning"] = "missing_text_in_message"
        return web.json_response(answer, headers=self._list_scopes(method))

    def _check_token(self, method: Method, token: str) -> None:
        if method.token == "none":  # noqa: S105 - the kind of token, not one
            return
        if not token:
            raise ApiProblem("not_authed")
        right = {
            "bot": self.stage.credentials.bot_token,
            "app": self.stage.credentials.app_token,
        }
        if token != right[method.token]:
            raise ApiProblem("not_allowed_token_type" if token in right.values() else "invalid_auth")

    def _check_scopes(self, method: Method) -> None:
        provided = self.stage.workspace.scopes
        if method.scopes and not provided.intersection(method.scopes):
            raise ApiProblem("missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(provided)))

    def _find_wait(self, name: str, method: Method, arguments: Mapping[str, Any]) -> int:
        faults = self.stage.faults
        if not faults.rate_limits or not faults.touches(name):
            return 0
        if name == "chat.postMessage":
            return self.gate.wait_for_channel(str(arguments.get("channel")), burst=faults.burst)
        return self.gate.wait_for_method(name, method)

    def _refuse(self, name: str, problem: ApiProblem) -> web.Response:
        answer: dict[str, Any] = {"ok": False, "error": problem.code, **problem.extra}
        if problem.problems:
            answer["response_metadata"] = {"messages": list(problem.problems)}
        method = METHODS.get(name)
        return web.json_response(answer, headers=self._list_scopes(method) if method else None)

    def _list_scopes(self, method: Method) -> dict[str, str]:
        return {
            "x-oauth-scopes": ",".join(sorted(self.stage.workspace.scopes)),
            "x-accepted-oauth-scopes": ",".join(method.scopes),
        }


async def _read_request(request: web.Request) -> tuple[dict[str, Any], str]:
    """Parse the arguments of a call, from the query, a form or JSON, and its token."""
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        arguments |= json.loads(await request.text() or "{}")
    elif request.can_read_body:
        arguments |= dict(await request.post())
    token = str(arguments.pop("token", "")) or request.headers.get("Authorization", "").removeprefix("Bearer ")
    return arguments, token
