{{/* A pod of a role: dict "root" $ "role" "classify" "stored" false. */}}
{{- define "afluente.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "afluente.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
  annotations:
    # other settings, other pods
    checksum/settings: {{ print (include "afluente.settings" $root) (include "afluente.client" $root) | sha256sum }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "afluente.fullname" $root }}
  automountServiceAccountToken: false
  # it commits, leaves its group and ends, for which it takes 30 s at most
  terminationGracePeriodSeconds: 45
  {{- include "afluente.placed" $root | nindent 2 }}
  {{- if eq .role "classify" }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "afluente.selector" $root | nindent 10 }}
          app.kubernetes.io/component: classify
  {{- end }}
  containers:
    - name: afluente
      {{- include "afluente.container" $root | nindent 6 }}
      args: [serve, --roles, {{ .role }}]
      envFrom:
        - configMapRef: { name: {{ include "afluente.fullname" $root }} }
      {{- $token := (get $root.Values .role).tokenSecret }}
      {{- $headers := $root.Values.tracing.headersSecret }}
      {{- if or $token $headers }}
      env:
        {{- if $token }}
        - name: AFLUENTE_HTTP_TOKEN
          valueFrom:
            secretKeyRef: { name: {{ $token }}, key: token }
        {{- end }}
        {{- if $headers }}
        - name: OTEL_EXPORTER_OTLP_HEADERS
          valueFrom:
            secretKeyRef: { name: {{ $headers }}, key: headers }
        {{- end }}
      {{- end }}
      ports:
        - { name: http, containerPort: 8080 }
      # loading ND4J and the first model takes seconds, on a busy node a minute
      startupProbe:
        httpGet: { path: /livez, port: http }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /livez, port: http }
        periodSeconds: 10
        timeoutSeconds: 3
      readinessProbe:
        httpGet: { path: /readyz, port: http }
        periodSeconds: 3
        timeoutSeconds: 3
      resources:
        {{- toYaml (get $root.Values .role).resources | nindent 8 }}
      volumeMounts:
        - { name: data, mountPath: /var/lib/afluente }
        {{- include "afluente.clientMounts" $root | nindent 8 }}
  {{- $names := dict "client" (include "afluente.fullname" $root) "user" (printf "%s-%s" (include "afluente.fullname" $root) .role) }}
  {{- $client := include "afluente.clientVolumes" (dict "root" $root "names" $names) }}
  {{- if or $client (not .stored) }}
  volumes:
    {{- if not .stored }}
    # native libraries and an empty state: nothing that must survive
    - name: data
      emptyDir: { sizeLimit: 2Gi }
    {{- end }}
    {{- $client | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* Who a pod runs as and where. */}}
{{- define "afluente.placed" -}}
securityContext:
  runAsNonRoot: true
  {{- $given := .Capabilities.APIVersions.Has "security.openshift.io/v1" | ternary "none" 10001 }}
  {{- $group := eq (toString .Values.fsGroup) "auto" | ternary $given .Values.fsGroup }}
  {{- if ne (toString $group) "none" }}
  fsGroup: {{ int64 $group }}
  fsGroupChangePolicy: OnRootMismatch
  {{- end }}
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "afluente.container" -}}
image: "{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end -}}

{{- define "afluente.clientMounts" -}}
{{- if include "afluente.client" . -}}
- { name: kafka-client, mountPath: /etc/kafka/client, readOnly: true }
{{- end }}
{{- if .Values.strimzi.enabled }}
- { name: kafka-ca, mountPath: /etc/kafka/ca, readOnly: true }
- { name: kafka-user, mountPath: /etc/kafka/user, readOnly: true }
{{- end }}
{{- if .Values.kafka.secret }}
- { name: kafka-secret, mountPath: /etc/kafka/secret, readOnly: true }
{{- end }}
{{- end -}}

{{/* dict "root" $ "names" (dict "client" NAME-OF-CONFIGMAP "user" NAME-OF-SECRET) */}}
{{- define "afluente.clientVolumes" -}}
{{- with .root -}}
{{- if include "afluente.client" . -}}
- name: kafka-client
  configMap: { name: {{ $.names.client }}-client }
{{- end }}
{{- if .Values.strimzi.enabled }}
- name: kafka-ca
  secret:
    secretName: {{ .Values.strimzi.cluster }}-cluster-ca-cert
    items: [{ key: ca.crt, path: ca.crt }]
- name: kafka-user
  secret: { secretName: {{ $.names.user }} }
{{- end }}
{{- if .Values.kafka.secret }}
- name: kafka-secret
  secret: { secretName: {{ .Values.kafka.secret }} }
{{- end }}
{{- end }}
{{- end -}}

{{/* Names the pods of a role: dict "root" $ "role" "classify" "headless" false. */}}
{{- define "afluente.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "afluente.fullname" .root }}-{{ .role }}
  labels:
    {{- include "afluente.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
spec:
  {{- if .headless }}
  clusterIP: None
  {{- end }}
  selector:
    {{- include "afluente.selector" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
  ports:
    - { name: http, port: 8080, targetPort: http }
{{- end -}}
