### Cameras: their clocks, and their logins by FTP.


## The list

cameras-title = الكاميرات
cameras-show-clock = عرض ساعة للتصوير
cameras-lead = ينبغي أن تُظهر صور اللحظة نفسها الوقت نفسه. إذا كانت ساعة كاميرا خاطئة فأدخل مقدار الخطأ: تنتظم المعارض ولا يُغيَّر أي ملف.
cameras-none = لا كاميرات بعد
cameras-none-lead = تظهر الكاميرات هنا فور معالجة صورها.
cameras-add = إضافة صور
camera-unknown = كاميرا غير معروفة

## Comparing clocks

cameras-right = الكاميرا ذات الساعة الصحيحة
cameras-compare = مقارنة البقية بها
cameras-comparing = تجري المقارنة بين من رأتهم الكاميرات ومتى …
suggestion-fast = { $count ->
    [zero] لا لحظات مشتركة مع { $other }: تقدّمت هذه الساعة { $time }.
    [one] وفق لحظة رأتها { $other } أيضًا، تقدّمت هذه الساعة { $time }.
    [two] وفق لحظتين رأتهما { $other } أيضًا، تقدّمت هذه الساعة { $time }.
    [few] وفق { $count } لحظات رأتها { $other } أيضًا، تقدّمت هذه الساعة { $time }.
    [many] وفق { $count } لحظة رأتها { $other } أيضًا، تقدّمت هذه الساعة { $time }.
   *[other] وفق { $count } لحظة رأتها { $other } أيضًا، تقدّمت هذه الساعة { $time }.
  }
suggestion-slow = { $count ->
    [zero] لا لحظات مشتركة مع { $other }: تأخّرت هذه الساعة { $time }.
    [one] وفق لحظة رأتها { $other } أيضًا، تأخّرت هذه الساعة { $time }.
    [two] وفق لحظتين رأتهما { $other } أيضًا، تأخّرت هذه الساعة { $time }.
    [few] وفق { $count } لحظات رأتها { $other } أيضًا، تأخّرت هذه الساعة { $time }.
    [many] وفق { $count } لحظة رأتها { $other } أيضًا، تأخّرت هذه الساعة { $time }.
   *[other] وفق { $count } لحظة رأتها { $other } أيضًا، تأخّرت هذه الساعة { $time }.
  }
suggestion-right = { $count ->
    [zero] لا لحظات مشتركة مع { $other }: كانت هذه الساعة صحيحة.
    [one] وفق لحظة رأتها { $other } أيضًا، كانت هذه الساعة صحيحة.
    [two] وفق لحظتين رأتهما { $other } أيضًا، كانت هذه الساعة صحيحة.
    [few] وفق { $count } لحظات رأتها { $other } أيضًا، كانت هذه الساعة صحيحة.
    [many] وفق { $count } لحظة رأتها { $other } أيضًا، كانت هذه الساعة صحيحة.
   *[other] وفق { $count } لحظة رأتها { $other } أيضًا، كانت هذه الساعة صحيحة.
  }
suggestion-against = { $count ->
    [zero] لا وقت آخر يناسب أي لحظة.
    [one] أي وقت آخر يناسب لحظة واحدة على الأكثر.
    [two] أي وقت آخر يناسب لحظتين على الأكثر.
    [few] أي وقت آخر يناسب { $count } لحظات على الأكثر.
    [many] أي وقت آخر يناسب { $count } لحظة على الأكثر.
   *[other] أي وقت آخر يناسب { $count } لحظة على الأكثر.
  }
suggestion-agrees = { $count ->
    [zero] لا لحظات مشتركة مع { $other }.
    [one] لحظة رأتها { $other } أيضًا توافق هذه الأوقات.
    [two] لحظتان رأتهما { $other } أيضًا توافقان هذه الأوقات.
    [few] { $count } لحظات رأتها { $other } أيضًا توافق هذه الأوقات.
    [many] { $count } لحظة رأتها { $other } أيضًا توافق هذه الأوقات.
   *[other] { $count } لحظة رأتها { $other } أيضًا توافق هذه الأوقات.
  }
suggestion-unsure = لم ترَ هذه الكاميرا و{ $other } ما يكفي من الأشخاص أنفسهم في الوقت نفسه للحكم.
suggestion-use = استخدام هذا

## One camera's clock

clock-right = الأوقات كما سجّلتها الكاميرا.
clock-fast = تقدّمت الساعة { $time }.
clock-slow = تأخّرت الساعة { $time }.
clock-by-hand = ضُبطت يدويًا.
clock-by-clock = قُرئت من الساعة المصوَّرة.
clock-by-suggestion = اقتُرحت بناءً على ما رأته الكاميرتان.
cameras-doubtful = { $count ->
    [zero] كل الأوقات ممكنة.
    [one] صورة واحدة لها وقت مستحيل ورُتّبت حسب وصولها.
    [two] صورتان لهما وقت مستحيل ورُتّبتا حسب وصولهما.
    [few] { $count } صور لها أوقات مستحيلة ورُتّبت حسب وصولها.
    [many] { $count } صورة لها أوقات مستحيلة ورُتّبت حسب وصولها.
   *[other] { $count } صورة لها أوقات مستحيلة ورُتّبت حسب وصولها.
  }
cameras-pending = تحصل صورها الآن على أوقاتها الجديدة …
cameras-last = أحدث صور { $name }
cameras-cannot = { $time }: مستحيل
cameras-no-time = بلا وقت
cameras-clock-of = كانت ساعة { $name }
unit-hours = ساعات
unit-hours-short = س
unit-minutes = دقائق
unit-minutes-short = د
unit-seconds = ثوانٍ
unit-seconds-short = ث
cameras-way = متأخرة أم متقدمة
cameras-slow = متأخرة
cameras-fast = متقدمة
cameras-put-right = تصحيح الساعة
cameras-as-is = استخدام وقت الكاميرا
cameras-summer = في ليلة بدء التوقيت الصيفي أو انتهائه
cameras-summer-legend = هذه الساعة
cameras-summer-hand = تُضبط يدويًا
cameras-summer-hand-means = تستمر طوال الليل حتى السادسة صباحًا.
cameras-summer-itself = تُضبط تلقائيًا
cameras-summer-itself-means = كالهواتف، والكاميرات المقترنة بها.

## The clock to photograph

clock-face-title = ساعة للكاميرات
clock-face-lead = صوّر هذه بكل كاميرا، بوضوح وبحيث تملأ نصف الإطار، وارفعها مع بقية الصور. تُصحّح ساعة الكاميرا ولا يراها الضيوف.
clock-face-code = الوقت كرمز QR
clock-face-none = { $problem } تبقى الساعة فارغة بدلًا من عرض وقت خاطئ.
clock-face-done = تم

## Cameras that send by FTP

senders-title = الكاميرات عبر FTP
senders-revoke = إلغاء
senders-revoke-one = إلغاء { $name }
senders-revoke-ask = هل تريد إلغاء هذا الدخول؟
senders-revoke-lead = لن تستطيع الكاميرا «{ $name }» إرسال الصور بعد الآن. تبقى صورها. لتُرسل مجددًا أضِفها من جديد.
senders-revoke-yes = إلغاء الدخول
senders-online = { $count ->
    [zero] لا كاميرات متصلة
    [one] { $online } من كاميرا واحدة متصلة
    [two] { $online } من كاميرتين متصلة
    [few] { $online } من { $count } كاميرات متصلة
    [many] { $online } من { $count } كاميرا متصلة
   *[other] { $online } من { $count } كاميرا متصلة
  }
senders-off = لا تستقبل هذه الخدمة صورًا من الكاميرات بعد
senders-off-lead = على من يدير الخدمة ضبط FTP_PORT. حتى ذلك الحين ارفع الصور من صفحة البث المباشر أو من سطر الأوامر.
senders-none = لا كاميرات
senders-none-lead = يمكن لكاميرا بشبكة Wi-Fi أو سلك شبكة أن ترسل كل صورة فور التقاطها. أضِف واحدة هنا وأدخل ما يظهر لك في قائمة FTP فيها.
senders-revoked = { $count ->
    [zero] لم يُلغَ أي دخول.
    [one] أُلغي دخول واحد.
    [two] أُلغي دخولان.
    [few] أُلغيت { $count } عمليات دخول.
    [many] أُلغيت { $count } عملية دخول.
   *[other] أُلغيت { $count } عملية دخول.
  }
senders-user = تسجّل الدخول باسم { $name }. عُرضت كلمة المرور مرة واحدة عند إضافة الكاميرا. إن لم يُدخلها أحد فألغِ الدخول وأضِف الكاميرا من جديد.
senders-waiting = لم تسجّل الدخول بعد
senders-here = متصلة
senders-away = آخر تسجيل دخول { $ago }
senders-type = أدخل في قائمة FTP في الكاميرا
ftp-server = الخادم (المضيف، العنوان)
ftp-port = المنفذ
ftp-security = الأمان
ftp-plain = FTP دون تشفير
ftp-tls = FTPS (صريح، FTPES)
ftp-passive = الوضع السلبي (PASV)
ftp-on = مفعّل
ftp-folder = المجلد (الدليل)
ftp-any = / (أي مجلد يصلح)
ftp-user = اسم المستخدم
ftp-password = كلمة المرور
senders-once = تُعرض كلمة المرور الآن فقط. لا فرق بين الأحرف الكبيرة والصغيرة، ولا تحتوي على 0 أو 1 أو i أو l أو o. استخدم دخولًا واحدًا لكل كاميرا.
senders-clear = دون تشفير يستطيع أي شخص على الشبكة نفسها الاطّلاع على البيانات. استخدمه على شبكتك الخاصة فقط.
senders-new = كاميرا جديدة
senders-which = أيّ كاميرا؟
senders-example = كاميرا آنا R6
senders-add = إضافة كاميرا
senders-adding = تجري الإضافة …
