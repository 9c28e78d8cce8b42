// Every test of the suite. Both hosts run all of them.
import './diagnostics.test';
import './fixes.test';
import './surfaces.test';
