{{/* A role with a disk of its own: dict "root" $ "role" "learn" "replicas" 1. */}}
{{- define "afluente.stored" -}}
{{- $values := get .root.Values .role -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "afluente.fullname" .root }}-{{ .role }}
  labels:
    {{- include "afluente.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
spec:
  replicas: {{ .replicas }}
  serviceName: {{ include "afluente.fullname" .root }}-{{ .role }}
  selector:
    matchLabels:
      {{- include "afluente.selector" .root | nindent 6 }}
      app.kubernetes.io/component: {{ .role }}
  template:
    {{- include "afluente.pod" (dict "root" .root "role" .role "stored" true) | nindent 4 }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          {{- include "afluente.selector" .root | nindent 10 }}
          app.kubernetes.io/component: {{ .role }}
      spec:
        accessModes: [{{ $values.accessMode }}]
        {{- with $values.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests: { storage: {{ $values.storage }} }
---
{{ include "afluente.service" (dict "root" .root "role" .role "headless" true) }}
{{- end -}}

{{/* A role that keeps nothing: dict "root" $ "role" "web". */}}
{{- define "afluente.stateless" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "afluente.fullname" .root }}-{{ .role }}
  labels:
    {{- include "afluente.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
spec:
  replicas: {{ (get .root.Values .role).replicas }}
  selector:
    matchLabels:
      {{- include "afluente.selector" .root | nindent 6 }}
      app.kubernetes.io/component: {{ .role }}
  template:
    {{- include "afluente.pod" (dict "root" .root "role" .role "stored" false) | nindent 4 }}
---
{{ include "afluente.service" (dict "root" .root "role" .role "headless" false) }}
{{- end -}}
