if (NA) 1
