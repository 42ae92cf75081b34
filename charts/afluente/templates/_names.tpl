{{/* What objects are called. */}}
{{- define "afluente.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What never changes in a release, so that selectors may use it. */}}
{{- define "afluente.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The labels that Kubernetes recommends, but the component. */}}
{{- define "afluente.labels" -}}
{{ include "afluente.selector" . }}
app.kubernetes.io/version: {{ default .Chart.AppVersion .Values.image.tag | trunc 63 | quote }}
app.kubernetes.io/part-of: afluente
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{/* The name on the cluster of a topic: dict "root" $ "topic" "images". */}}
{{- define "afluente.topic" -}}
{{- default (print .root.Values.topicPrefix .topic) (get .root.Values.topics .topic) -}}
{{- end -}}

{{/* The group of a role, which is its application id, too: dict "root" $ "role" "classify". */}}
{{- define "afluente.group" -}}
{{- $values := .root.Values -}}
{{- $prefix := ternary "" $values.topicPrefix (eq (toString (get $values.settings "id-prefix")) "none") -}}
{{- default (printf "%s%s-%s-%s" $prefix $values.applicationId .role $values.model) (get $values.groups .role) -}}
{{- end -}}

{{- define "afluente.bootstrapServer" -}}
{{- $usual := ternary (printf "%s-kafka-bootstrap.%s.svc:9093" .Values.strimzi.cluster .Release.Namespace) "kafka:9092" .Values.strimzi.enabled -}}
{{- default $usual .Values.kafka.bootstrapServer -}}
{{- end -}}

{{/* The roles that run, one word each. */}}
{{- define "afluente.roles" -}}
classify
{{- range list "learn" "join" "shadow" "web" "http" }}
{{- if (get $.Values .).enabled }} {{ . }}{{ end }}
{{- end }}
{{- end -}}
