// For televisions that know no modules: the page is asked for again until the device has been let in.
setTimeout(function () { location.reload(); }, 5000);
