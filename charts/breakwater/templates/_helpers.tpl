{{- define "breakwater.name" -}}
{{- if contains "breakwater" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-breakwater" (.Release.Name | trunc 29 | trimSuffix "-") }}{{ end -}}
{{- end }}

{{- define "breakwater.selector" -}}
app.kubernetes.io/name: breakwater
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "breakwater.labels" -}}
{{ include "breakwater.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: operator
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "breakwater.image" -}}
{{- $tag := .Values.image.tag | default (ternary "" .Chart.AppVersion (ne .Values.image.digest "")) -}}
{{ .Values.image.repository }}{{ with $tag }}:{{ . }}{{ end }}{{ with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- define "breakwater.imageScans" -}}
{{- if and .Values.features.scans .Values.features.imageScans }}true{{ end -}}
{{- end }}

{{- define "breakwater.features" -}}
{{- $on := list -}}
{{- if .Values.features.scans }}{{ $on = append $on "scans" }}{{ end -}}
{{- if include "breakwater.imageScans" . }}{{ $on = append $on "image-scans" }}{{ end -}}
{{- if .Values.features.imagePolicies }}{{ $on = append $on "image-policies" }}{{ end -}}
{{- if .Values.features.isolation }}{{ $on = append $on "isolation" }}{{ end -}}
{{ join "," $on }}
{{- end }}
