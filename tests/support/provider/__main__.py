"""What Terraform executes."""

import os

import tf.provider
from tf.runner import run_provider

from tests.support.provider.server import Servicer

tf.provider.ProviderServicer = Servicer  # run_provider makes one itself
run_provider(None)
os._exit(0)  # Terraform starts a provider several times a command: don't tear each down
