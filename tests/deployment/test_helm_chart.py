"""The chart: what Helm makes of it is what Kubernetes takes, and what the house asks for."""

from itertools import chain

import pytest

from bot.settings import Settings

EVERYTHING = {
    "ingress": {"enabled": True, "host": "chat.example.org", "tlsSecret": "chat", "className": "nginx"},
    "serviceMonitor": {"enabled": True},
    "mail": {"from": "referrals@hotline.example", "siteAddressesConfigMap": "sites"},
    "proxies": "10.0.0.0/8",
    "settings": {"AFTERCART_RETENTION_DAYS": "180"},
    "image": {"pullSecrets": [{"name": "registry"}]},
    "networkPolicy": {
        "gatewayFrom": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress"}}}],
        "postgres": {"to": [{"ipBlock": {"cidr": "10.1.2.3/32"}}], "port": 5432},
    },
}
FEWEST = {
    part: {"autoscaling": {"enabled": False}, "replicas": 1} for part in ("gateway", "actions", "rasa")
} | {"networkPolicy": {"enabled": False}}
OF_KUBERNETES = ("apps/v1", "v1", "batch/v1", "autoscaling/v2", "policy/v1", "networking.k8s.io/v1")
PARTS = ("gateway", "actions", "rasa")


@pytest.fixture(params=[{}, EVERYTHING, FEWEST], ids=["as it is", "everything", "fewest"])
def objects(render, request):
    """All objects, with few values and with many."""
    return render(**request.param)


def of_kind(objects, kind):
    return [each for each in objects if each["kind"] == kind]


def pods(objects):
    return {
        each["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/component"]: each["spec"][
            "template"
        ]["spec"]
        for each in objects
        if each["kind"] in ("Deployment", "Job")
    }


@pytest.mark.parametrize("version", ["1.25", "1.30", "1.37"])
def test_every_object_is_one_that_kubernetes_takes(objects, version):
    validate = pytest.importorskip(
        "kubernetes_validate", reason="make deployment installs the schemas"
    ).validate
    checked = [each for each in objects if each["apiVersion"] in OF_KUBERNETES]
    for each in checked:
        validate(each, version, strict=True)
    assert len(checked) >= 7
    assert {each["kind"] for each in objects} - {each["kind"] for each in checked} <= {"ServiceMonitor"}


def test_names_are_given_once(objects):
    names = [(each["kind"], each["metadata"]["name"]) for each in objects]
    assert len(names) == len(set(names))


def test_every_pod_runs_without_rights_and_on_a_disk_that_it_cannot_write(objects):
    for pod in pods(objects).values():
        assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] > 0
        assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            secure = container["securityContext"]
            assert secure["readOnlyRootFilesystem"] and not secure["allowPrivilegeEscalation"]
            assert secure["capabilities"] == {"drop": ["ALL"]}
            assert set(container["resources"]["requests"]) == {"cpu", "memory"}
            assert "memory" in container["resources"]["limits"]


def test_no_service_is_announced_in_the_environment(objects):
    """Else Kubernetes sets AFTERCART_RASA_PORT to tcp://..., for a release of this name."""
    assert all(pod["enableServiceLinks"] is False for pod in pods(objects).values())


def test_every_pod_that_serves_says_whether_it_lives(objects):
    for part in PARTS:
        [container] = pods(objects)[part]["containers"]
        assert {"startupProbe", "readinessProbe", "livenessProbe"} <= set(container)


def variables(objects, part):
    [container] = pods(objects)[part]["containers"]
    return {each["name"]: each for each in container["env"]}


def test_every_setting_is_one_that_the_settings_know(objects):
    known = {f"AFTERCART_{name.upper()}" for name in Settings.model_fields}
    used = set(chain.from_iterable(variables(objects, part) for part in ("gateway", "actions", "migrations")))
    assert {name for name in used if name.startswith("AFTERCART_")} - known == set()


SECRET = {
    "AFTERCART_RECORDS_URL", "AFTERCART_TRACKER_URL", "AFTERCART_REDIS_URL", "AFTERCART_DATA_KEYS",
    "AFTERCART_INDEX_KEY", "AFTERCART_AUDIT_KEY", "AFTERCART_SECRET", "AFTERCART_METRICS_TOKEN",
    "AFTERCART_SMTP_URL", "AFTERCART_OIDC_CLIENT_SECRET",
}  # fmt: skip


def test_secrets_are_named_and_never_written(objects):
    assert of_kind(objects, "Secret") == []
    for part in pods(objects):
        for name, each in variables(objects, part).items():
            assert ("secretKeyRef" in each.get("valueFrom", {})) == (name in SECRET), (part, name)


def test_each_part_gets_no_secret_that_it_does_not_use(objects):
    of_records = {
        "AFTERCART_RECORDS_URL",
        "AFTERCART_DATA_KEYS",
        "AFTERCART_INDEX_KEY",
        "AFTERCART_AUDIT_KEY",
    }
    of_conversations = {"AFTERCART_TRACKER_URL", "AFTERCART_REDIS_URL", "AFTERCART_DATA_KEYS"}
    assert set(variables(objects, "rasa")) & SECRET == of_conversations
    assert set(variables(objects, "gateway")) & SECRET >= of_records | of_conversations
    for part in ("actions", "migrations"):
        assert set(variables(objects, part)) & SECRET == of_records


def ways(objects):
    """Who may reach whom at which port, by the network policies: (from, to, port); None is anybody."""
    found = set()
    for policy in of_kind(objects, "NetworkPolicy"):
        part = policy["spec"]["podSelector"]["matchLabels"].get("app.kubernetes.io/component")
        for rule in policy["spec"].get("ingress", ()):
            for port in rule["ports"]:
                for peer in rule.get("from", [None]):
                    found.add((component_of(peer), part, port["port"]))
    return found


def component_of(peer):
    if peer is None or "podSelector" not in peer:
        return None
    return peer["podSelector"]["matchLabels"]["app.kubernetes.io/component"]


@pytest.mark.parametrize("values", [{}, EVERYTHING], ids=["as it is", "everything"])
def test_only_the_gateway_is_reached_from_outside(render, values):
    assert ways(render(**values)) == {
        (None, "gateway", 8080),
        ("gateway", "rasa", 5005),
        ("rasa", "actions", 5055),
        ("gateway", "actions", 5055),
    }


def test_what_no_policy_names_is_shut(render):
    [nothing] = [
        each for each in of_kind(render(), "NetworkPolicy") if each["metadata"]["name"].endswith("-nothing")
    ]
    assert nothing["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in nothing["spec"] and "egress" not in nothing["spec"]
    assert "app.kubernetes.io/component" not in nothing["spec"]["podSelector"]["matchLabels"]


PORTS_OUT = {
    "gateway": {53, 5005, 5055, 5432, 6379, 587, 465, 443},
    "rasa": {53, 5055, 5432, 6379},
    "actions": {53, 5432},
    "migrations": {53, 5432},
}


def test_each_part_reaches_what_it_needs_and_no_more(render):
    for policy in of_kind(render(), "NetworkPolicy"):
        part = policy["spec"]["podSelector"]["matchLabels"].get("app.kubernetes.io/component")
        if part:
            out = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
            assert out == PORTS_OUT[part], part


def test_the_ports_of_the_services_are_those_of_the_containers(objects):
    for service in of_kind(objects, "Service"):
        part = service["spec"]["selector"]["app.kubernetes.io/component"]
        [container] = pods(objects)[part]["containers"]
        names = {port["name"] for port in container["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= names


def test_every_part_scales_or_has_its_number(render):
    assert {
        each["spec"]["scaleTargetRef"]["name"] for each in of_kind(render(), "HorizontalPodAutoscaler")
    } == {f"trial-aftercart-{part}" for part in PARTS}
    fewest = render(**FEWEST)
    assert of_kind(fewest, "HorizontalPodAutoscaler") == []
    assert [each["spec"]["replicas"] for each in of_kind(fewest, "Deployment")] == [1, 1, 1]
    assert len(of_kind(fewest, "PodDisruptionBudget")) == 3


def test_there_are_two_of_each_and_they_share_a_redis(render):
    for each in of_kind(render(), "HorizontalPodAutoscaler"):
        assert each["spec"]["minReplicas"] == 2
    fixed = render(**{part: {"autoscaling": {"enabled": False}} for part in PARTS})
    assert [each["spec"]["replicas"] for each in of_kind(fixed, "Deployment")] == [2, 2, 2]
    for part in ("gateway", "rasa"):
        assert "AFTERCART_REDIS_URL" in variables(fixed, part)


def test_the_migrations_come_first(render):
    [job] = of_kind(render(), "Job")
    assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert pods(render())["migrations"]["containers"][0]["command"][-1] == "migrate"


@pytest.mark.parametrize(
    "values",
    [
        {"publicUrl": "http://chat.example.org"},
        {"publicUrl": ""},
        {"publicUrl": "https://chat.example.org/path"},
        {"existingSecret": ""},
        {"gateway": {"replicas": 0}},
        {"settings": {"RASA_PORT": "1"}},
        {"ingress": {"enabled": True, "host": ""}},
    ],
    ids=str,
)
def test_values_that_cannot_be_are_refused(render, values):
    with pytest.raises(Exception, match=r"(?i)schema|pattern|minimum|required|needed|length|does not match"):
        render(**values)
