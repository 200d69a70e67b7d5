"""An installation to try the API on: people who call, and something of every kind to ask about."""

import datetime
import sys
import time
import uuid

import requests

# Three-tier until June 2025, two-tier since: offices of today stand in the tree of today.
FIRST_DAY = "2026-05-01"
JOB_MAX_S = 60


class Caller:
    """Somebody who calls, known by headers; each from a network address of their own, so that none waits for another."""

    def __init__(self, origin, headers):
        self.origin = origin
        self.headers = headers

    def get(self, path):
        return self.told(requests.get(self.origin + path, headers=self.headers, timeout=60))

    def send(self, method, path, body):
        headers = {**self.headers, "Idempotency-Key": str(uuid.uuid4())}
        return self.told(requests.request(method, self.origin + path, json=body, headers=headers, timeout=60))

    def post(self, path, body):
        return self.send("POST", path, body)

    @staticmethod
    def told(answer):
        if not answer.ok:
            sys.exit(f"{answer.request.method} {answer.url}: {answer.status_code}\n{answer.text}")
        return answer.json()


def ids(items):
    return [item["id"] for item in items]


def make_service(admin, login, office, confirm):
    """A service account that works in an office, and its token."""
    account = admin.post("/api/v1/staff", {"kind": "service", "login": login, "full_name": "Kho bạc"})["staff"]["id"]
    role = {"role": "service_account", "office": office, "from": FIRST_DAY}
    admin.post(f"/api/v1/staff/{account}/assignments", role)
    ends_at = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    issued = admin.post(f"/api/v1/staff/{account}/tokens", {"purpose": "Đối chiếu", "ends_at": ends_at})
    # One administrator alone lets no token in: whoever holds the machine is the second person here.
    confirm(login, issued["token"]["prefix"])
    return account, issued["token"]["id"], issued["secret"]


def make_offices(admin):
    """A province, two of its communes, and an office at each."""
    province = admin.get("/api/v1/units?level=province&words=quang%20ngai")["items"][0]
    communes = admin.get(f"/api/v1/units/{province['code']}/children")["items"][:2]
    units = [("province_health", province)] + [("commune_social", commune) for commune in communes]
    wanted = [{"agency": agency, "unit": unit["code"], "from": FIRST_DAY} for agency, unit in units]
    return [province, *communes], [admin.post("/api/v1/offices", one)["id"] for one in wanted]


def make_people(admin, office):
    """People to change, and assignments to end."""
    staff, assignments = [], []
    for number in range(4):
        wanted = {"kind": "person", "login": f"can.bo.{number}", "full_name": "Trần Thị An"}
        person = admin.post("/api/v1/staff", wanted)["staff"]["id"]
        role = {"role": "province_officer", "office": office, "from": FIRST_DAY}
        assignments.append(admin.post(f"/api/v1/staff/{person}/assignments", role)["id"])
        staff.append(person)
    return staff, assignments


def make_letters(admin, place):
    letters = []
    for number in range(1, 4):
        about = "Về việc chi trả trợ cấp xã hội qua tài khoản"
        wanted = {"number": f"{number}/UBND-VX", "kind": "official_letter", "issued_on": "2024-01-25", "place": place}
        made = admin.post("/api/v1/letters", {**wanted, "issuer": "UBND huyện Bình Sơn", "about": about})
        letter = made["letter"]["id"]
        path = f"{admin.origin}/api/v1/letters/{letter}/file?name=a.pdf&version=1"
        Caller.told(requests.put(path, data=b"%PDF-1.7", headers=admin.headers, timeout=60))
        letters.append(letter)
    return letters


def make_proposals(admin):
    """What waits for a second person."""
    held = admin.get("/api/v1/reference/rates")["items"][0]["value"]
    rate = {key: value for key, value in held.items() if key != "confidence"}
    made = []
    for year in range(2040, 2052):
        change = {**rate, "amount": year, "from": f"{year}-01-01", "why": "Thử"}
        made.append(admin.post("/api/v1/reference/rates", change))
    return [{key: one[key] for key in ("kind", "item", "from", "version")} for one in made]


def make_job(admin):
    """An export that is done, so that its file has parts."""
    job = admin.post("/api/v1/jobs", {"kind": "audit.export"})["id"]
    deadline = time.monotonic() + JOB_MAX_S
    while admin.get(f"/api/v1/jobs/{job}")["state"] != "done":
        if time.monotonic() > deadline:
            sys.exit("the export was not done in time")
        time.sleep(0.1)
    return job


def done(caller, job):
    """What a job came to."""
    deadline = time.monotonic() + JOB_MAX_S
    while True:
        told = caller.get(f"/api/v1/jobs/{job}")
        if told["state"] == "done":
            return told["result"]
        if told["state"] not in ("waiting", "running") or time.monotonic() > deadline:
            sys.exit(f"the job was not done in time: {told}")
        time.sleep(0.1)


def make_import(service, unit):
    """A commune's list, received and taken into the registry."""
    rows = ["STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng"]
    rows += [f"{at},Võ Thị An,{at:02d}/03/1944,Nữ,,{unit},BTXH.5c,540000" for at in range(1, 8)]
    rows += [f"8,,05/06/1950,Nam,,{unit},BTXH.5c,540000", f"9,Lê Văn Bình,1950,Nam,51050001234,{unit},BTXH.5c,540000"]
    path = f"{service.origin}/api/v1/imports?source=btxh&unit={unit}&name=btxh.csv"
    headers = {**service.headers, "Idempotency-Key": str(uuid.uuid4())}
    sent = Caller.told(requests.post(path, data="\n".join(rows).encode(), headers=headers, timeout=60))
    file = done(service, sent["id"])["file"]
    done(service, service.post(f"/api/v1/imports/{file}/enrol", {})["id"])
    return file


def furnish(admin, confirm):
    """Something of every kind that a path names; answers the ids by name, and the token of a service account."""
    units, offices = make_offices(admin)
    staff, assignments = make_people(admin, offices[0])
    spare, token, _ = make_service(admin, "kho.bac.thu", offices[2], confirm)
    _, _, secret = make_service(admin, "kho.bac", offices[1], confirm)
    identity = {"issuer": "https://sso.example.vn", "subject": "8f14e45f"}
    admin.send("PUT", f"/api/v1/staff/{staff[0]}/external-identities", identity)

    service = Caller(admin.origin, {"Authorization": f"Bearer {secret}", "X-Forwarded-For": "10.0.0.4"})
    file = make_import(service, units[1]["code"])

    def items(kind):
        return [one["item"] for one in admin.get(f"/api/v1/reference/{kind}?limit=5")["items"]]

    seeds = {
        "unit": [unit["code"] for unit in units],
        "place": [unit["place"] for unit in units],
        "office": offices,
        "staff": [*staff, spare],
        "assignment": assignments,
        "token": [token],
        "letter": make_letters(admin, units[0]["place"]),
        "import": [file],
        "row": [row["row"] for row in service.get("/api/v1/matching/rows")["items"]],
        "person": ids(service.get("/api/v1/persons")["items"]),
        "job": [make_job(admin)],
        "part": [0],
        "rate": items("rates"),
        "category": items("categories"),
        "bank": items("banks"),
        "holiday": items("holidays"),
        "target": [one["item"] for one in admin.get("/api/v1/reference/targets?on=2024-02-01")["items"]],
        "proposal": make_proposals(admin),
    }
    empty = [name for name, known in seeds.items() if not known]
    if empty:
        sys.exit(f"nothing to ask about: {empty}")
    return seeds, secret
