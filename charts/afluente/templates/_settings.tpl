{{/* Settings as variables of the environment. */}}
{{- define "afluente.settings" -}}
AFLUENTE_BOOTSTRAP_SERVER: {{ include "afluente.bootstrapServer" . | quote }}
AFLUENTE_TOPIC_PREFIX: {{ .Values.topicPrefix | quote }}
AFLUENTE_APPLICATION_ID: {{ .Values.applicationId | quote }}
AFLUENTE_MODEL: {{ .Values.model | quote }}
{{- with .Values.topics }}
AFLUENTE_TOPIC: {{ include "afluente.pairs" . | quote }}
{{- end }}
{{- with .Values.groups }}
AFLUENTE_GROUP: {{ include "afluente.pairs" . | quote }}
{{- end }}
{{- if include "afluente.client" . }}
AFLUENTE_CONFIG: /etc/kafka/client/client.properties
{{- end }}
{{- range $name, $value := .Values.settings }}
AFLUENTE_{{ $name | upper | replace "-" "_" }}: {{ include "afluente.text" $value | quote }}
{{- end }}
{{- range $name, $value := .Values.tracing.variables }}
{{ $name }}: {{ include "afluente.text" $value | quote }}
{{- end }}
{{- end -}}

{{/* NAME=VALUE,NAME=VALUE */}}
{{- define "afluente.pairs" -}}
{{- $pairs := list -}}
{{- range $name, $value := . }}{{ $pairs = append $pairs (printf "%s=%s" $name $value) }}{{ end -}}
{{- join "," $pairs -}}
{{- end -}}

{{/* The file of --config; empty where Kafka is asked in plain text. */}}
{{- define "afluente.client" -}}
{{- if .Values.strimzi.enabled -}}
# Strimzi's operator keeps both secrets; the password is read from its file, never from here.
security.protocol=SSL
ssl.truststore.type=PEM
ssl.truststore.location=/etc/kafka/ca/ca.crt
ssl.keystore.type=PKCS12
ssl.keystore.location=/etc/kafka/user/user.p12
config.providers=directory
config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
config.providers.directory.param.allowed.paths=/etc/kafka/user
ssl.keystore.password=${directory:/etc/kafka/user:user.password}
{{ end -}}
{{- range $name, $value := .Values.kafka.properties -}}
{{ $name }}={{ include "afluente.text" $value }}
{{ end -}}
{{- end -}}

{{/* A value as text; numbers of YAML and JSON are floating-point here, 1e+06 among them. */}}
{{- define "afluente.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}
