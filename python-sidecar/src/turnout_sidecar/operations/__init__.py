"""The operations: one file each, request bytes in, reply bytes out or a Refusal. Nothing here imports grpc."""
