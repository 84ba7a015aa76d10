<?php include($a->head()); ?>
<h3><a href="#">Do I need a letter?</a></h3><div><p>No, just call.</p></div><h3>May I park?</h3><p>Yes, behind the house.</p><?php foot(); ?>
