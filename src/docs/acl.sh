#!/usr/bin/env bash
# Gives each role and command of Afluente the least that it needs on a Kafka cluster, one principal for each.
# With the name of one, such as `acl.sh classify`, for that one alone. What is there already stays.
#
#   KAFKA       host:port of a broker
#   ADMIN       the --command-config of somebody who may say who may do what [admin.properties]
#   KAFKA_ACLS  Kafka's tool [kafka-acls]; with `echo` its words are printed and nothing is done
#   PRINCIPAL   what users are called, % stands for the role [User:%]
#
# Names are those that the processes have by the same variables: AFLUENTE_TOPIC_PREFIX, AFLUENTE_TOPIC, AFLUENTE_GROUP,
# AFLUENTE_APPLICATION_ID, AFLUENTE_MODEL and AFLUENTE_ID_PREFIX.
set -euo pipefail

: "${KAFKA:?is the host:port of a broker}"
only=${1:-}

# NAME=VALUE,NAME=VALUE and a name: its value, if there is one
given() {
  local pair pairs
  IFS=, read -ra pairs <<< "$1"
  for pair in "${pairs[@]:-}"; do
    if [ "${pair%%=*}" = "$2" ]; then echo "${pair#*=}"; fi
  done
}

# what a topic is called on the cluster
topic() {
  local name
  name=$(given "${AFLUENTE_TOPIC:-}" "$1")
  echo "${name:-${AFLUENTE_TOPIC_PREFIX:-}$1}"
}

# the group of a role, which begins the names of its transactions and internal topics, too
group() {
  local name prefix=${AFLUENTE_TOPIC_PREFIX:-}
  [ "${AFLUENTE_ID_PREFIX:-topics}" = topics ] || prefix=
  name=$(given "${AFLUENTE_GROUP:-}" "$1")
  echo "${name:-$prefix${AFLUENTE_APPLICATION_ID:-afluente}-$1-${AFLUENTE_MODEL:-mnist}}"
}

# ROLE OPERATION,OPERATION RESOURCE…
allow() {
  local role=$1 operation words=() pattern=${PRINCIPAL:-User:%}
  [ -z "$only" ] || [ "$only" = "$role" ] || return 0
  for operation in ${2//,/ }; do words+=(--operation "$operation"); done
  "${KAFKA_ACLS:-kafka-acls}" --bootstrap-server "$KAFKA" --command-config "${ADMIN:-admin.properties}" --add \
    --allow-principal "${pattern//%/$role}" "${words[@]}" "${@:3}"
}

# ROLE OPERATIONS TOPIC…
on_topics() {
  local name words=()
  for name in "${@:3}"; do words+=(--topic "$(topic "$name")"); done
  allow "$1" "$2" "${words[@]}"
}

# ROLE: reads as its group and commits in transactions
as_group() {
  allow "$1" Read --group "$(group "$1")"
  allow "$1" Write --transactional-id "$(group "$1")" --resource-pattern-type prefixed
}

# ROLE OPERATIONS: on topics of its own, for its state
on_its_state() {
  allow "$1" "$2" --topic "$(group "$1")-" --resource-pattern-type prefixed
}

on_topics topics Create,Describe,DescribeConfigs images predictions predictions-shadow labeled-images scores models \
  learner-states feedback images-dlq labeled-images-dlq feedback-dlq

on_topics classify Read images models
on_topics classify Write predictions images-dlq
as_group classify

on_topics shadow Read images models
on_topics shadow Write predictions-shadow
as_group shadow

on_topics learn Read labeled-images models learner-states
on_topics learn Write scores models learner-states labeled-images-dlq
as_group learn
on_its_state learn Create,Read,Write

on_topics join Read images predictions feedback models
on_topics join Write labeled-images feedback-dlq
as_group join
on_its_state join Create,Read,Write,Delete

on_topics web Read images predictions scores models learner-states images-dlq labeled-images-dlq feedback-dlq
on_topics web Write images labeled-images models learner-states
allow web Describe --group "$(group classify)" --group "$(group learn)"

# `--roles http`: by Kafka, or directly
on_topics http Read predictions models images-dlq
on_topics http Write images
on_topics http-direct Read models

on_topics produce Write images
on_topics produce Read predictions images-dlq models

on_topics consume Read predictions feedback

on_topics label Read predictions models
on_topics label Write feedback

on_topics replay Write images labeled-images
on_topics replay Read models

on_topics models Read images predictions predictions-shadow labeled-images models learner-states
on_topics models Write labeled-images models learner-states

on_topics dlq Read images-dlq labeled-images-dlq feedback-dlq
on_topics dlq Write images labeled-images feedback

# KEDA: looks at how far the classifiers have come
on_topics autoscaler Describe images
allow autoscaler Describe --group "$(group classify)"
