# Lo que se dice en todas partes.

time-now = ahora
time-minutes = { $n } min
time-hours = { $n } h
time-days = { $n } d
