// Every test of the suite. Both hosts run all of them.
import './checklist.test';
import './diagnostics.test';
import './fixes.test';
import './images.test';
import './surfaces.test';
import './templates.test';
import './living.test';
import './beside.test';
