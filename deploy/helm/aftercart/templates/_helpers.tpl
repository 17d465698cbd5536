{{- define "aftercart.name" -}}
{{- if contains "aftercart" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-aftercart{{ end -}}
{{- end }}

{{/* Labels of one part: call with (dict "root" $ "part" "gateway"). */}}
{{- define "aftercart.selector" -}}
app.kubernetes.io/name: aftercart
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "aftercart.labels" -}}
{{ include "aftercart.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "aftercart.image" -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag }}{{ end }}
{{- end }}

{{- define "aftercart.fromSecret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.existingSecret }}
      key: {{ .key }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end }}

{{/* What every part of the app needs. */}}
{{- define "aftercart.records" -}}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_RECORDS_URL" "key" "records-url") }}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_DATA_KEYS" "key" "data-keys") }}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_INDEX_KEY" "key" "index-key") }}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_AUDIT_KEY" "key" "audit-key") }}
- name: AFTERCART_LOGS
  value: json
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What the gateway and Rasa need: the conversations, and what several of each share. */}}
{{- define "aftercart.conversations" -}}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_TRACKER_URL" "key" "tracker-url") }}
{{ include "aftercart.fromSecret" (dict "root" . "name" "AFTERCART_REDIS_URL" "key" "redis-url") }}
{{- end }}

{{/* What every pod has in common. Kubernetes would otherwise set AFTERCART_RASA_PORT to an address of its own making. */}}
{{- define "aftercart.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "aftercart.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "aftercart.selector" . | nindent 8 }}
{{- end }}

{{- define "aftercart.container" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "aftercart.scratch" -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
- name: home
  emptyDir: {sizeLimit: 16Mi}
{{- end }}

{{- define "aftercart.scratchMounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: home, mountPath: /var/lib/aftercart}
{{- end }}

{{- define "aftercart.peer" -}}
- podSelector:
    matchLabels:
      {{- include "aftercart.selector" . | nindent 6 }}
{{- end }}

{{- define "aftercart.toDatabase" -}}
- ports:
    - {port: {{ .port }}, protocol: TCP}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "aftercart.toNames" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}
