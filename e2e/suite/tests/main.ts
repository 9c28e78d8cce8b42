// Every test of a window with one folder. Both hosts run all of them.
import './charts.test';
import './checklist/create.test';
import './checklist/decide.test';
import './checklist/evidence.test';
import './checklist/file.test';
import './checklist/report.test';
import './checklist/view.test';
import './diagnostics.test';
import './fixes.test';
import './images.test';
import './surfaces.test';
import './templates.test';
import './living.test';
import './beside.test';
